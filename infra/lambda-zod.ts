import * as z from 'zod';

/**
 * Stands before everything else of a bundle. By default zod compiles a parser for each object schema when it is first used, which pays after
 * some hundred uses; a cold start uses hundreds of schemas once, to read the policy pack.
 */
z.config({ jitless: true });
