// The library: links open in place, the address follows what is shown, what is asked for is scrolled into view.
(() => {
  const box = () => document.querySelector("#library-address textarea, #library-address input");
  const go = (address) => {
    const field = box();
    if (!field) return false;
    const proto = field.tagName === "TEXTAREA" ? HTMLTextAreaElement : HTMLInputElement;
    Object.getOwnPropertyDescriptor(proto.prototype, "value").set.call(field, address);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    return true;
  };

  let seen = null;
  let wanted = location.hash.slice(1);
  let moved = Boolean(wanted);
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("#library a[data-place]");
    if (link && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)) {
      const there = new URL(link.href);
      if (there.href === location.href || !go(there.search + there.hash)) return;
      event.preventDefault();
      history.pushState(null, "", there);
      wanted = there.hash.slice(1);
      moved = true;
    }
    if (event.target.closest?.("[data-print]")) print();
  });
  addEventListener("popstate", () => {
    if (!document.getElementById("library")) return;
    if (seen && new URL(seen.dataset.address, location.href).search === location.search) return; // a section
    wanted = location.hash.slice(1);
    moved = true;
    go(location.search + location.hash || "?");
  });

  // The list of contents is folded on a small screen only.
  const wide = matchMedia("(min-width: 900px)");
  const unfold = () => {
    const contents = document.querySelector("#library-contents .toc");
    if (contents && wide.matches) contents.open = true;
  };
  wide.addEventListener("change", unfold);

  const look = () => {
    if (!document.getElementById("library")) return;
    unfold();
    const shown = document.querySelector("#library-sheet .shown");
    if (!shown || shown === seen) return;
    seen = shown;
    const there = new URL(shown.dataset.address, location.href);
    if (!there.hash && there.search === location.search) there.hash = location.hash;
    if (there.href !== location.href) history.replaceState(null, "", there);
    if (!moved) return;
    moved = false;
    const passage = document.getElementById(`p-${shown.dataset.passage}`);
    const target = passage ?? document.getElementById(wanted) ?? shown.querySelector("h2") ?? shown;
    const named = target.matches("section") ? target.querySelector("[tabindex]") : target.closest("section, header")?.querySelector("[tabindex]");
    named?.focus({ preventScroll: true });
    target.scrollIntoView({ block: passage ? "center" : "start" });
  };
  new MutationObserver(look).observe(document.documentElement, { childList: true, subtree: true });
})();
