/** What jsdom lacks of a browser. */
