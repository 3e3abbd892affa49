import { workingCalendar } from './load.ts';

/** Every notice that is known, counted once. */
export const publishedCalendar = workingCalendar();
