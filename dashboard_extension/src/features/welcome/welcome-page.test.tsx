import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { denied, offline, renderPage, silent } from "../../test-kit";
import WelcomePage from "./welcome-page";

const NAME = "Müller & <b>Söhne</b>";

test("greets with the shop's name, which is text and nothing else", async () => {
  // Arrange
  const answers = { WelcomeShop: { shop: { name: NAME } } };

  // Act
  const { container } = renderPage(<WelcomePage />, { answers });

  // Assert
  expect(await screen.findByText(`You look after the customers of ${NAME}.`)).toBeVisible();
  expect(container.querySelector("b")).toBeNull();
});

test("greets in Italian", async () => {
  // Arrange
  const answers = { WelcomeShop: { shop: { name: NAME } } };

  // Act
  renderPage(<WelcomePage />, { answers, locale: "it" });

  // Assert
  expect(await screen.findByRole("heading", { level: 1, name: "Clienti e fedeltà" })).toBeVisible();
});

test("says that it is loading", () => {
  // Act
  renderPage(<WelcomePage />, { answers: { WelcomeShop: silent() } });

  // Assert
  expect(screen.getByText("Loading …")).toBeInTheDocument();
});

test("names the permission that is missing", async () => {
  // Act
  renderPage(<WelcomePage />, { answers: { WelcomeShop: denied("MANAGE_USERS") } });

  // Assert
  expect(await screen.findByText("You have no access to this")).toBeVisible();
  expect(screen.getByText("MANAGE_USERS")).toBeVisible();
});

test("asks again when staff press the button", async () => {
  // Arrange
  const { user, answers } = renderPage(<WelcomePage />, { answers: { WelcomeShop: offline() } });
  const button = await screen.findByRole("button", { name: "Try again" });

  // Act
  answers["WelcomeShop"] = { shop: { name: "Rosa" } };
  await user.click(button);

  // Assert
  expect(await screen.findByText("You look after the customers of Rosa.")).toBeVisible();
});
