import type { CivilDate } from '../../functions/domain/values/civil-date.ts';

/** What is to happen on later days, in the order in which it was noted. */
export class Agenda<T> {
  readonly #days = new Map<CivilDate, T[]>();

  note(on: CivilDate, what: T): void {
    const day = this.#days.get(on);
    if (day === undefined) this.#days.set(on, [what]);
    else day.push(what);
  }

  /** Everything noted up to and including the day, once. */
  take(through: CivilDate): readonly T[] {
    const due = [...this.#days.keys()].filter((day) => day <= through).toSorted();
    return due.flatMap((day) => {
      const what = this.#days.get(day) ?? [];
      this.#days.delete(day);
      return what;
    });
  }
}
