// Makes elements from plain values; text never becomes markup.

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== undefined && child !== null));
  return made;
}

export function toast({ status = "info", title = "", text = "", apiMessage = "" }) {
  let place = document.querySelector(".toasts");
  if (!place) {
    place = element("div", { class: "toasts", role: "status" });
    document.body.append(place);
  }
  const shown = element(
    "div",
    { class: "toast", "data-status": status },
    ...[title, text, apiMessage].filter(Boolean).map((line) => element("p", {}, line)),
  );
  place.append(shown);
  setTimeout(() => shown.remove(), 6000);
}
