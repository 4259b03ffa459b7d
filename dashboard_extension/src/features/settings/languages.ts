/** Languages in which a shop speaks to its customers here; one that is set already is offered besides. */
export const LANGUAGES = ["en", "it", "zh"] as const;
