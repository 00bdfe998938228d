/** The validator's only door: every border of the program is a schema made with this `z`. */
export * as z from 'zod';
