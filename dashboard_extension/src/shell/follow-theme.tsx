/** Light or dark, as the Dashboard is. */
import { useTheme } from "@saleor/macaw-ui";
import { useEffect } from "react";
import { useBridge, type Theme } from "../app-bridge";

export function themeName(theme: Theme): "defaultLight" | "defaultDark" {
  return theme === "dark" ? "defaultDark" : "defaultLight";
}

export function FollowTheme() {
  const { theme } = useBridge();
  const { setTheme } = useTheme();
  useEffect(() => {
    setTheme(themeName(theme));
    document.documentElement.dataset["theme"] = theme;
    // The browser's own controls (dates, selects, scroll bars) follow too.
    document.documentElement.style.colorScheme = theme;
  }, [setTheme, theme]);
  return null;
}
