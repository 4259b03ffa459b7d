/** Light or dark, as the Dashboard is: the colors themselves stand in `ui/tokens.css`. */
import { useLayoutEffect } from "react";
import { useBridge } from "../app-bridge";

export function FollowTheme() {
  const { theme } = useBridge();
  useLayoutEffect(() => {
    document.documentElement.dataset["theme"] = theme;
  }, [theme]);
  return null;
}
