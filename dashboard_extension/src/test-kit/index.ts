/** For tests only: a page, a shop that answers, and its failures. */
export { denied, failed, offline, refused, silent, type Answers } from "./answers";
export { messagesOf, renderPage, type RenderOptions } from "./render";
