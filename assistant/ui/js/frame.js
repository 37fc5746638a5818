// What all screens share: language of the document, name of the window, light or dark.
(() => {
  // The head of the page says in which language the page is; the document and the window follow it.
  const followLanguage = () => {
    const head = document.querySelector("#top header");
    if (!head) return;
    if (document.documentElement.lang !== head.lang) document.documentElement.lang = head.lang;
    if (document.title !== head.dataset.title) document.title = head.dataset.title;
    showTheme();
  };

  // A screen can be used once it is open, so that its opening draws over nothing; the chat takes a question at once.
  const showOpen = () => {
    const main = document.querySelector("#main:not(.at-once)");
    const waiting = !document.documentElement.dataset.opened;
    if (!main || main.inert === waiting) return;
    main.inert = waiting;
    main.setAttribute("aria-busy", waiting);
  };

  // Dark follows the machine until the person chooses; Gradio reads the class of the body.
  const KEY = "qualiopi_theme";
  const system = matchMedia("(prefers-color-scheme: dark)");
  const dark = () => (localStorage.getItem(KEY) ?? (system.matches ? "dark" : "light")) === "dark";
  const showTheme = () => {
    document.documentElement.classList.toggle("night", dark());
    const { body } = document;
    if (body && body.classList.contains("dark") !== dark()) body.classList.toggle("dark", dark());
    const button = document.querySelector("[data-theme]");
    if (button && button.getAttribute("aria-pressed") !== String(dark())) button.setAttribute("aria-pressed", dark());
  };
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("[data-theme]")) return;
    localStorage.setItem(KEY, dark() ? "light" : "dark");
    showTheme();
  });
  system.addEventListener("change", showTheme);

  // "Aller au contenu" moves the focus too, not only the view.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.skip");
    if (!link) return;
    event.preventDefault();
    const main = document.getElementById("main");
    if (!main) return;
    main.tabIndex = -1;
    main.focus();
    main.scrollIntoView({ block: "start" });
  });

  const attributes = ["lang", "class", "data-opened"];
  const all = { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: attributes };
  new MutationObserver(() => [followLanguage(), showOpen()]).observe(document, all);
  showTheme();
})();
