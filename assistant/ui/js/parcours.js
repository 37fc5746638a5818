// The course for newcomers: steps without leaving the page, keys A to D, Enter for the next question, the focus follows.
(() => {
  const take = (step) => {
    const button = document.getElementById("parcours-go");
    window.parcoursStep = step;
    button?.click();
    return Boolean(button);
  };
  const here = () => document.querySelector("#parcours .shown");

  document.addEventListener("click", (event) => {
    const asked = event.target.closest?.("#parcours [data-do]");
    if (!asked || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (asked.matches(".choice") && asked.closest(".choices").dataset.sent) return; // one answer a question
    if (!take(asked.dataset.do)) return;
    event.preventDefault();
    if (asked.matches(".choice")) asked.closest(".choices").dataset.sent = "yes";
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, textarea, select")) return;
    const shown = here();
    const choice = shown?.querySelector(`.choice[data-key="${event.key.toUpperCase()}"]`);
    if (choice) choice.click();
    if (event.key === "Enter" && !event.target.closest?.("a, button, summary")) {
      shown?.querySelector('[data-do="next"]')?.click();
    }
  });

  addEventListener("popstate", () => {
    if (!document.getElementById("parcours")) return;
    const lesson = new URLSearchParams(location.search).get("lecon");
    take(lesson ? `lesson:${lesson}` : "path");
  });

  let seen = null;
  const look = () => {
    const shown = here();
    if (!shown || shown.dataset.key === seen) return;
    const first = seen === null;
    seen = shown.dataset.key;
    const there = new URL(shown.dataset.address, location.href);
    if (there.pathname + there.search !== location.pathname + location.search) {
      history[first ? "replaceState" : "pushState"](null, "", there);
    }
    if (first) return;
    const target = shown.querySelector("#told") ?? shown.querySelector("h2");
    target?.focus({ preventScroll: true });
    target?.scrollIntoView({ block: "nearest" });
    if (!shown.querySelector("#told")) document.getElementById("parcours-told")?.scrollIntoView({ block: "nearest" });
  };
  const watched = { childList: true, subtree: true, attributes: true, attributeFilter: ["data-key"] };
  new MutationObserver(look).observe(document.documentElement, watched);
})();
