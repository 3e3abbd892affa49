/** A text as an SQL literal. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Parts of a dataset, to be read as one table. */
export const parquet = (files: readonly string[], options = ''): string =>
  `read_parquet([${files.map(literal).join(', ')}]${options})`;
