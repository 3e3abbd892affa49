import type { House } from '../../usecases/house.ts';
import type { Door } from '../door.ts';
import { door as beginHandover } from '../doors/begin-handover.ts';
import { door as endSubstitution } from '../doors/end-substitution.ts';
import { door as enterSubstitution } from '../doors/enter-substitution.ts';
import { door as listSubstitutions } from '../doors/list-substitutions.ts';
import { door as listSupervised } from '../doors/list-supervised.ts';
import { door as readHandover } from '../doors/read-handover.ts';
import { door as readSupervision } from '../doors/read-supervision.ts';

/** Who stands in for whom, who leaves, and who watches over the work. */
export const peopleDoors = (house: House): readonly Door[] =>
  [
    enterSubstitution,
    listSubstitutions,
    endSubstitution,
    readSupervision,
    listSupervised,
    beginHandover,
    readHandover,
  ].map((door) => door(house));
