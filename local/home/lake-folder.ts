import { join } from 'node:path';

/** The datasets of a home lie beside its database and go with it into a back-up. */
export const lakeFolder = (dataFolder: string): string => join(dataFolder, 'lake');
