/** Opens a tab of the sample's program; for the tests of this folder. */
import { renderPage, type Answers } from "../../test-kit";
import ProgramPage from "./program-page";
import { CHANNELS, PROGRAM } from "./sample";

export const PAGE = { crmProgram: PROGRAM, channels: CHANNELS };
export const DONE = { errors: [] };

export function openTab(tab: string, answers: Answers = {}) {
  return renderPage(<ProgramPage />, {
    path: "/loyalty/programs/:id/:tab",
    address: `/loyalty/programs/P1/${tab}`,
    answers: { LoyaltyProgramPage: PAGE, ...answers },
  });
}
