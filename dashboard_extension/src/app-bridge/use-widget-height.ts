/** Tell the Dashboard how tall a widget is; for widgets only, it would shrink a page. */
import { useEffect, type RefObject } from "react";
import { useHost } from "./bridge-provider";

export function useWidgetHeight(root: RefObject<HTMLElement | null>): void {
  const host = useHost();
  useEffect(() => {
    const element = root.current;
    if (element === null) return undefined;
    let frame = 0;
    const observer = new ResizeObserver(() => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        host.reportHeight(Math.ceil(element.getBoundingClientRect().height));
      });
    });
    observer.observe(element);
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
    };
  }, [host, root]);
}
