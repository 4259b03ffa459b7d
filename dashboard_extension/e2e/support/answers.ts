/** Changes what the shop answers the pages: to see what only months of orders bring about. */
import type { Page } from "@playwright/test";

import { API_URL } from "./staff";

interface Answer {
  data: Record<string, unknown>;
}

/** Lets every answer to this operation be changed in place before the pages read it. */
export async function changeAnswers<Data>(page: Page, operation: string, change: (data: Data) => void): Promise<void> {
  await page.route(API_URL, async (route) => {
    const asked = route.request().postDataJSON() as { operationName?: string } | null;
    if (asked?.operationName !== operation) {
      await route.fallback();
      return;
    }
    const response = await route.fetch();
    const answer = (await response.json()) as Answer;
    change(answer.data as Data);
    await route.fulfill({ response, json: answer });
  });
}
