import type { House } from '../../usecases/house.ts';
import type { Door } from '../door.ts';
import { door as objectToTermination } from '../doors/object-to-termination.ts';
import { door as openTermination } from '../doors/open-termination.ts';
import { door as printTerminationLetter } from '../doors/print-termination-letter.ts';
import { door as readTermination } from '../doors/read-termination.ts';
import { door as readTerminationLetter } from '../doors/read-termination-letter.ts';
import { door as reinstateAid } from '../doors/reinstate-aid.ts';
import { door as withdrawTermination } from '../doors/withdraw-termination.ts';

/** 终止救助与清退. */
export const terminationDoors = (house: House): readonly Door[] =>
  [
    openTermination,
    readTermination,
    readTerminationLetter,
    printTerminationLetter,
    objectToTermination,
    withdrawTermination,
    reinstateAid,
  ].map((door) => door(house));
