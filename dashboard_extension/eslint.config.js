/** Faults, accessibility, hooks, and which folder may import which. */
import js from "@eslint/js";
import a11y from "eslint-plugin-jsx-a11y";
import hooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";
import { shelves } from "./eslint-shelves.js";

export default tseslint.config(
  { ignores: ["src/api/generated", "node_modules", "dist", "playwright-report", "test-results"] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  a11y.flatConfigs.strict,
  {
    languageOptions: {
      parserOptions: { projectService: { allowDefaultProject: ["*.js"] }, tsconfigRootDir: import.meta.dirname },
    },
    plugins: { house: { rules: { shelves } }, "react-hooks": hooks },
    rules: {
      "react-hooks/rules-of-hooks": "error",
      "react-hooks/exhaustive-deps": "error",
      complexity: ["error", 10],
      "max-params": ["error", 6],
      "max-lines": ["error", 400],
      "house/shelves": "error",
      "no-restricted-imports": [
        "error",
        {
          paths: [
            { name: "@saleor/macaw-ui", message: "It is half a megabyte; take the pieces of src/ui, which have its colors." },
            { name: "react-router", importNames: ["useBlocker", "createBrowserRouter"], message: "The pages use the plain router, without loaders and blockers: text is kept by useDraft." },
          ],
          patterns: [{ group: ["@saleor/app-sdk", "@saleor/app-sdk/*"], message: "Only app-bridge speaks to the Dashboard." }],
        },
      ],
      "no-restricted-syntax": [
        "error",
        {
          selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']",
          message: "Markup of others is shown by LetterPreview only.",
        },
        {
          selector: "CallExpression[callee.name=/^(alert|confirm|prompt)$/]",
          message: "The Dashboard's frame forbids the browser's dialogs; use Dialog.",
        },
      ],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": "off",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/no-unnecessary-type-parameters": "off",
    },
  },
  // What is shown or not counts as a branch, though nobody has to follow it as one.
  { files: ["**/*.tsx"], rules: { complexity: ["error", 16] } },
  { files: ["e2e/**"], rules: { "react-hooks/rules-of-hooks": "off" } },
  { files: ["src/app-bridge/**"], rules: { "no-restricted-imports": "off" } },
  {
    files: ["**/*.test.{ts,tsx}", "src/test-kit/**", "e2e/**", "tests/**"],
    rules: {
      "no-restricted-imports": "off",
      "max-lines": "off",
      "@typescript-eslint/no-empty-function": "off",
      "@typescript-eslint/no-unnecessary-condition": "off",
    },
  },
  { files: ["*.js", "scripts/**"], ...tseslint.configs.disableTypeChecked },
);
