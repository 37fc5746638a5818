// Chips open their source in the side panel, suggestions ask, copy copies. One listener for the whole page,
// so that it survives every redrawing of the conversation.
(() => {
  let opener = null;

  const open = (chip) => {
    const content = document.getElementById(chip.dataset.source);
    const panel = document.getElementById("source");
    if (!content || !panel) return;
    panel.replaceChildren(content.content.cloneNode(true));
    document.querySelectorAll(".chip[aria-pressed]").forEach((other) => other.removeAttribute("aria-pressed"));
    chip.setAttribute("aria-pressed", "true");
    opener = chip.dataset.source;
    panel.focus({ preventScroll: true });
    panel.scrollIntoView({ block: "nearest" });
  };

  const ask = (text) => {
    const box = document.querySelector("#question textarea, #question input");
    if (!box) return;
    const proto = box.tagName === "TEXTAREA" ? HTMLTextAreaElement : HTMLInputElement;
    Object.getOwnPropertyDescriptor(proto.prototype, "value").set.call(box, text);
    box.dispatchEvent(new Event("input", { bubbles: true }));
    setTimeout(() => document.getElementById("send")?.click(), 60);
  };

  const copy = async (button) => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.classList.add("done");
    setTimeout(() => button.classList.remove("done"), 1500);
  };

  // What was said of answers in this tab: the conversation is redrawn at every turn.
  const opinions = new Map();
  const key = (form) => `${form.dataset.thread}-${form.dataset.turn}`;
  const showOpinion = (form) => {
    const said = opinions.get(key(form));
    if (!said || form.dataset.shown === said.kind) return;
    form.dataset.shown = said.kind;
    form.querySelector("[data-opinion=up]").setAttribute("aria-pressed", String(said.kind === "up"));
    form.querySelector(".kept").textContent = form.dataset.kept;
    if (said.kind === "up") form.querySelector("details").open = false;
  };
  const say = async (button) => {
    const form = button.closest(".opinion");
    const kind = button.dataset.opinion;
    const reason = form.querySelector("input[type=radio]:checked")?.value ?? "other";
    const comment = form.querySelector("input[type=text]").value;
    const { thread, turn } = form.dataset;
    const told = kind === "up" ? { thread, turn, kind } : { thread, turn, kind, reason, comment };
    const headers = { "Content-Type": "application/json" };
    const sent = fetch("/opinion", { method: "POST", headers, body: JSON.stringify(told) });
    const answer = await sent.catch(() => null);
    delete form.dataset.shown;
    if (answer?.ok) {
      opinions.set(key(form), told);
      showOpinion(form);
      form.querySelector("details").open = false;
    } else form.querySelector(".kept").textContent = form.dataset.failed;
  };

  document.addEventListener("click", (event) => {
    const target = event.target.closest?.("[data-source], [data-ask], [data-copy], [data-press], [data-opinion]");
    if (!target) return;
    if (target.dataset.source) open(target);
    else if (target.dataset.ask) ask(target.dataset.ask);
    else if (target.dataset.press) document.querySelector(`#${target.dataset.press}`)?.click();
    else if (target.dataset.opinion) say(target);
    else copy(target);
  });

  // The reasons open inside the conversation, which scrolls: bring them into view.
  document.addEventListener("toggle", (event) => {
    if (event.target.open && event.target.closest?.(".opinion")) event.target.scrollIntoView({ block: "nearest" });
  }, true);

  // This tab remembers its conversation; a question in the address is asked once the conversation is there.
  const THREAD = "qualiopi_thread";
  let question = new URLSearchParams(location.search).get("q");
  const remember = () => {
    const turns = document.querySelector("#conversation .turns");
    if (!turns) return;
    document.querySelectorAll("#conversation .opinion").forEach(showOpinion);
    const stored = sessionStorage.getItem(THREAD) ?? "";
    const { thread } = turns.dataset; // none before the conversation of this tab is there
    if (thread !== undefined && thread !== stored) sessionStorage.setItem(THREAD, thread);
    const opened = document.querySelector("#organisation p") && document.getElementById("send");
    if (question && opened && (thread !== undefined || !stored)) {
      history.replaceState(null, "", location.pathname);
      ask(question);
      question = null;
    }
  };

  document.addEventListener("keydown", (event) => {
    const panel = document.getElementById("source");
    if (event.key === "Escape" && opener && panel?.contains(document.activeElement)) {
      document.querySelector(`[data-source="${opener}"]`)?.focus();
    }
  });

  // The last question stays at the top of the conversation while its answer grows, until the reader scrolls away.
  let turns = 0;
  let follow = false;
  const keepInView = () => {
    const scroller = document.getElementById("conversation");
    const asked = document.querySelectorAll("#conversation .turn.user");
    if (!scroller) return;
    if (asked.length > turns) follow = true;
    turns = asked.length;
    if (!turns) {
      follow = false;
      return;
    }
    if (!follow) return;
    const last = asked[turns - 1];
    const delta = last.getBoundingClientRect().top - scroller.getBoundingClientRect().top - 8;
    if (getComputedStyle(scroller).overflowY === "auto") scroller.scrollTop += delta;
    else if (delta) last.scrollIntoView({ block: "start" });
    if (document.querySelector("#conversation .turn.bot:last-child .copy")) follow = false;
  };
  const changed = () => {
    keepInView();
    remember();
  };
  new MutationObserver(changed).observe(document.documentElement, { childList: true, subtree: true });

  // "Nouvelle conversation" empties the source panel too; "back" returns to the answer.
  document.addEventListener("click", (event) => {
    const panel = document.getElementById("source");
    if (event.target.closest?.("#again") && panel) {
      const hint = document.createElement("p");
      hint.className = "hint";
      hint.textContent = panel.dataset.hint;
      panel.replaceChildren(hint);
    }
    if (event.target.closest?.("[data-back]") && opener) {
      document.querySelector(`[data-source="${opener}"]`)?.focus();
    }
  });

  const box = () => document.querySelector("#conversation");
  const live = setInterval(() => {
    if (!box()) return;
    box().setAttribute("role", "log");
    box().setAttribute("aria-live", "polite");
    clearInterval(live);
  }, 200);
})();
