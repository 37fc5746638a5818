// The library: links open in place, the address follows what is shown, what is asked for is scrolled into view.
(() => {
  const go = (address) => {
    const button = document.getElementById("library-go");
    window.libraryPlace = address;
    button?.click();
    return Boolean(button);
  };

  let seen = null; // address and passage of the sheet that is shown
  let wanted = location.hash.slice(1);
  let moved = Boolean(wanted);

  const arrive = (shown) => {
    moved = false;
    const passage = document.getElementById(`p-${shown.dataset.passage}`);
    const target = passage ?? document.getElementById(wanted) ?? shown.querySelector("h2") ?? shown;
    const part = target.closest("section, header");
    part?.querySelector("[tabindex]")?.focus({ preventScroll: true });
    target.scrollIntoView({ block: passage ? "center" : "start" });
  };

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
    if (seen && new URL(seen.split(" ")[0], location.href).search === location.search) return; // a section
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
    if (!shown || shown.closest("[inert]")) return; // not open yet: nothing takes the focus
    const now = `${shown.dataset.address} ${shown.dataset.passage}`;
    if (now === seen) return;
    seen = now;
    const there = new URL(shown.dataset.address, location.href);
    if (!there.hash && there.search === location.search) there.hash = location.hash;
    if (there.href !== location.href) history.replaceState(null, "", there);
    if (moved) arrive(shown);
  };
  const attributeFilter = ["data-address", "data-passage", "inert"];
  const watched = { childList: true, subtree: true, attributes: true, attributeFilter };
  new MutationObserver(look).observe(document.documentElement, watched);
})();
