// The preview's part in the browser: it brings in what changed, keeps the reader's place, and shows what was found.
// Everything that comes from documents is written as text, never as markup.
(() => {
  "use strict";

  const script = document.currentScript;
  const HOME = "/_gongkai/";
  const BOARD = script.dataset.page === "_gongkai";
  const FAILED = Number(script.dataset.build) < 0; // the server could not answer: every build may mend that
  const FIRST_WAIT = 500;
  const LONGEST_WAIT = 5000;
  const COPIED_FOR = 1600;

  const UNITS = { 错误: "个错误", 警告: "个警告", 无法判定: "项无法判定", 提示: "个提示" };
  const TONES = { 错误: "error", 警告: "warning", 无法判定: "unknown", 提示: "note" };
  const RUNNING = /^(?:javascript|vbscript|data|blob):$/; // addresses that would run in the page

  // ---- What a tab remembers

  const PLACE = "gongkai:place";
  const FOLD = "gongkai:fold:"; // kept apart for pages with errors and for those with less
  const ANSWERED = "gongkai:answered";

  const memory = {
    get(name) {
      try {
        return JSON.parse(sessionStorage.getItem(name));
      } catch {
        return null;
      }
    },
    set(name, value) {
      try {
        sessionStorage.setItem(name, JSON.stringify(value));
        return true;
      } catch {
        return false; // no storage, or none left: the page works without
      }
    },
    drop(name) {
      try {
        sessionStorage.removeItem(name);
      } catch {
        // as above
      }
    },
  };

  const here = () => location.pathname + location.search;

  // ---- The reader's place: scroll, focus, open details

  const find = (selector) => {
    try {
      return document.querySelector(selector);
    } catch {
      return null;
    }
  };

  /** A selector of one element: by its id, its name, or the positions that lead to it. */
  const selectorOf = (element) => {
    const steps = [];
    for (let one = element; one && one !== document.body; one = one.parentElement) {
      const named = [
        one.id && `#${CSS.escape(one.id)}`,
        one === element && one.getAttribute("name") && `${one.localName}[name="${CSS.escape(one.getAttribute("name"))}"]`,
      ];
      const sure = named.find((selector) => selector && find(selector) === one);
      if (sure) return [sure, ...steps].join(" > ");
      if (!one.parentElement) return "";
      steps.unshift(`${one.localName}:nth-child(${[...one.parentElement.children].indexOf(one) + 1})`);
    }
    return ["body", ...steps].join(" > ");
  };

  /** What names something to fold out: its id and its summary. */
  const folded = (one) => one?.localName === "details" && `${one.id} ${one.querySelector("summary")?.textContent}`;

  const textSelection = (element) => {
    try {
      const { type, selectionStart, selectionEnd, selectionDirection, value } = element;
      if (selectionStart == null || type === "password") return null;
      return { selectionStart, selectionEnd, selectionDirection, value };
    } catch {
      return null; // inputs that have no text
    }
  };

  const focusNow = () => {
    const element = document.activeElement;
    if (!element || element === document.body || element === document.documentElement) return null;
    if (element === corner.host) return { key: corner.focusedKey() };
    return { selector: selectorOf(element), visible: element.matches(":focus-visible"), text: textSelection(element) };
  };

  const placeNow = () => ({
    page: here(),
    window: [scrollX, scrollY],
    scrolled: [...document.body.querySelectorAll("*")]
      .filter((one) => one.scrollTop || one.scrollLeft)
      .map((one) => [selectorOf(one), one.scrollLeft, one.scrollTop]),
    details: [...document.querySelectorAll("details")].map((one) => [selectorOf(one), one.open, folded(one)]),
    focus: focusNow(),
  });

  // The browser restores the window's scroll as well, and before this script runs: without that (scrollRestoration
  // "manual") the page would be drawn at its top for a frame. What is left to do here is what it leaves undone.
  const scrollBack = (place) => {
    for (const [selector, left, top] of place.scrolled) find(selector)?.scrollTo({ left, top, behavior: "instant" });
    const [left, top] = place.window;
    window.scrollTo({ left, top, behavior: "instant" });
  };

  const focusBack = (focus) => {
    if (!focus) return;
    if (focus.key) {
      corner.focus(focus.key);
      return;
    }
    const element = focus.selector && find(focus.selector);
    if (!element || element === document.activeElement) return;
    element.focus({ preventScroll: true, focusVisible: focus.visible });
    if (!focus.text) return;
    const { value, selectionStart, selectionEnd, selectionDirection } = focus.text;
    try {
      element.value = value;
      element.setSelectionRange(selectionStart, selectionEnd, selectionDirection);
    } catch {
      // it became another kind of field
    }
  };

  const comeBack = (place) => {
    for (const [selector, open, name] of place.details) {
      const element = find(selector);
      if (folded(element) === name) element.open = open;
    }
    focusBack(place.focus);
    scrollBack(place);
  };

  /** Remember the place while a page is renewed: what is left of it needs nothing, the rest is found again. */
  const placeKept = () => {
    const place = placeNow();
    const elements = [...place.scrolled, ...place.details].map(([selector]) => find(selector));
    const lost = (_, at) => !elements[at]?.isConnected;
    const { activeElement } = document;
    return () => {
      const details = place.details.filter((one, at) => lost(one, place.scrolled.length + at));
      const focus = activeElement?.isConnected ? null : place.focus;
      comeBack({ ...place, scrolled: place.scrolled.filter(lost), details, focus });
    };
  };

  /** Come back once more when images and fonts have found their size, unless the reader has moved on. */
  const settle = (place) => {
    const moves = ["wheel", "touchmove", "pointerdown", "keydown"];
    let moved = false;
    const move = () => {
      moved = true;
    };
    for (const name of moves) addEventListener(name, move, { passive: true, capture: true });
    const done = () => {
      for (const name of moves) removeEventListener(name, move, { capture: true });
      if (!moved) scrollBack(place);
    };
    if (document.readyState === "complete") done();
    else addEventListener("load", done, { once: true });
  };

  // ---- Reloading

  let leaving = false;

  /** Leave for the same page at another path, or load it anew; there the reader's place is found again. */
  const leave = (path, go) => {
    if (leaving) return;
    leaving = true;
    memory.set(PLACE, { ...placeNow(), page: path + location.search, shown: corner.shown, styles: looks.text });
    go();
  };

  const reload = () => leave(location.pathname, () => location.reload());

  /** Make one node say what another does; whatever is equal stays as it is, with its focus, scroll and pictures. */
  const bring = (old, fresh) => {
    if (folded(old) && folded(old) === folded(fresh)) fresh.open = old.open; // as the reader left it
    if (old.isEqualNode(fresh)) return;
    const [gone, come] = [[...old.childNodes], [...fresh.childNodes]];
    if (!(gone.length || come.length) || !old.cloneNode(false).isEqualNode(fresh.cloneNode(false))) {
      old.replaceWith(document.adoptNode(fresh));
      return;
    }
    while (gone.length && come.length && gone[0].isEqualNode(come[0])) [gone, come].forEach((some) => some.shift());
    while (gone.length && come.length && gone.at(-1).isEqualNode(come.at(-1))) [gone, come].forEach((some) => some.pop());
    if (gone.length === come.length) {
      gone.forEach((one, at) => bring(one, come[at]));
      return;
    }
    const after = gone.length ? gone.at(-1).nextSibling : old.childNodes[[...fresh.childNodes].indexOf(come[0])] ?? null;
    for (const one of gone) one.remove();
    for (const one of come) old.insertBefore(document.adoptNode(one), after);
  };

  const styled = (page) =>
    [...page.querySelectorAll('link[rel~="stylesheet"], style')].map((one) => one.outerHTML).join("\n");

  /** Tell whether a page as it is now can take the place of the one shown: a script of its own, styles, a place that
   *  the address names, and other things of the window need it loaded whole. */
  const alike = (fresh) =>
    fresh.scripts.length === 1 &&
    document.scripts.length === 1 &&
    fresh.scripts[0].src === document.scripts[0].src &&
    fresh.scripts[0].dataset.home === home &&
    Number(fresh.scripts[0].dataset.build) >= 0 &&
    document.documentElement.cloneNode(false).isEqualNode(fresh.documentElement.cloneNode(false)) &&
    styled(document) === styled(fresh) &&
    !document.querySelector(":target");

  let renewing = false;

  /** Show the page as it is now: only what is new in it is put in, without leaving the page; where that is not enough,
   *  it is loaded whole. Builds that end meanwhile are asked for in the same turn. */
  const renew = async () => {
    if (leaving || renewing) return;
    renewing = true;
    try {
      const answer = await fetch(location.pathname + location.search, { cache: "no-store" });
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (leaving) return;
      if (!answer.ok || !alike(fresh) || Number(fresh.scripts[0].dataset.build) < seen) {
        reload();
        return;
      }
      const comeBackToLost = placeKept();
      bring(document.head, fresh.head);
      bring(document.body, fresh.body);
      comeBackToLost();
      askReport();
    } catch {
      seen = Number(document.scripts[0].dataset.build); // the server is gone: when it is back, the page is loaded anew
    } finally {
      renewing = false;
    }
  };

  let { home } = script.dataset;

  /** Follow the site to where it begins now; tell whether it has moved. */
  const follow = (now) => {
    if (!now || now === home) return false;
    const path = now + (home && location.pathname.startsWith(home) ? location.pathname.slice(home.length) : "");
    home = now;
    if (BOARD) return false; // it stands beside the site
    leave(path, () => location.replace(path + location.search + location.hash));
    return true;
  };

  const decoded = (path) => {
    try {
      return decodeURIComponent(path);
    } catch {
      return path;
    }
  };

  /** Links of this host's style sheets by path; while a new one loads, a path has two. */
  const sheets = () => {
    const found = new Map();
    for (const link of document.querySelectorAll('link[rel~="stylesheet"][href]')) {
      const { origin, pathname } = new URL(link.href);
      const path = decoded(pathname);
      if (origin === location.origin) found.set(path, [...(found.get(path) ?? []), link]);
    }
    return found;
  };

  /** Fetch changed style sheets; each old one stays until the new one is there. */
  const restyle = (paths, build) => {
    const every = [...sheets()];
    const named = every.filter(([own]) => paths.some((path) => own.endsWith(`/${path}`)));
    // A sheet that no link names is imported by one that is linked.
    for (const [, old] of named.length ? named : every) {
      const last = old[old.length - 1];
      const fresh = last.cloneNode();
      const address = new URL(last.href);
      address.searchParams.set("gongkai", build);
      fresh.href = address.href;
      fresh.removeAttribute("integrity");
      fresh.addEventListener("load", () => old.forEach((link) => link.remove()), { once: true });
      fresh.addEventListener("error", () => fresh.remove(), { once: true });
      last.after(fresh);
    }
  };

  // ---- Building elements; strings become text

  const make = (tag, attributes, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes ?? {})) {
      if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value);
    }
    element.append(...children.filter((child) => child !== null && child !== "" && child !== undefined));
    return element;
  };

  /** The style sheet that both surfaces share; kept over a reload, so that nothing is drawn bare or late. */
  const looks = {
    sheet: new CSSStyleSheet(),
    text: "",
    use(text) {
      this.text = text;
      this.sheet.replaceSync(text);
      for (const surface of surfaces) surface.host.hidden = false;
    },
    async load() {
      try {
        const answer = await fetch(`${HOME}client.css`);
        if (answer.ok) this.use(await answer.text());
      } catch {
        // the server is gone: the socket says so
      }
    },
  };

  const surfaces = [];

  /** A place of our own beside the page's body, which the page's styles do not reach. */
  const surface = (name, attach) => {
    const host = make("gongkai-preview", { "data-part": name, hidden: "" });
    const root = host.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [looks.sheet];
    const body = make("div", { class: `gongkai ${name}`, lang: "zh-CN" });
    root.append(body);
    attach(host);
    const made = { host, root, body };
    surfaces.push(made);
    return made;
  };

  // ---- Words

  const counted = (counts) =>
    Object.entries(UNITS)
      .filter(([word]) => counts[word] > 0)
      .map(([word, unit]) => `${counts[word]} ${unit}`)
      .join("、");

  const countsOf = (findings) => {
    const counts = {};
    for (const { severity } of findings) counts[severity] = (counts[severity] ?? 0) + 1;
    return counts;
  };

  const worst = (counts) => Object.keys(UNITS).find((word) => counts[word] > 0);

  // ---- A source line with the fault marked in it: carets under Chinese text need a font that few machines have

  const WIDE =
    /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
  const NARROWEST = /[\p{Mn}\p{Me}\p{Cf}]/u;
  const cells = (character) => (NARROWEST.test(character) ? 0 : WIDE.test(character) ? 2 : 1);

  const markedLine = (line, start, length) => {
    const parts = ["", "", ""];
    let at = 0;
    for (const character of line) {
      parts[at < start ? 0 : at < start + length ? 1 : 2] += character;
      at += cells(character);
    }
    return [parts[0], make("mark", null, parts[1] || "\u00a0"), parts[2]];
  };

  const frameOf = (frame) => {
    const whole = frame.replace(/\n$/, "").split("\n");
    const indent = Math.min(...whole.map((line) => line.search(/\S|$/)));
    const lines = whole.map((line) => line.slice(indent));
    const written = [];
    for (let at = 0; at < lines.length; at += 1) {
      const carets = /^ *\| *(\^+)/.exec(lines[at + 1] ?? "");
      const marked = carets && /^ *\d+ \|/.test(lines[at]);
      const start = marked ? carets[0].length - carets[1].length : 0;
      written.push(...(marked ? markedLine(lines[at], start, carets[1].length) : [lines[at]]), "\n");
      if (marked) at += 1;
    }
    written.pop();
    return make("pre", { class: "frame" }, ...written);
  };

  // ---- Copying

  const copyOldWay = (text, root) => {
    const focused = root.activeElement;
    const field = make("textarea", { class: "unseen", "aria-hidden": "true", tabindex: "-1" });
    field.value = text;
    root.append(field);
    field.focus({ preventScroll: true });
    field.select();
    const copied = document.execCommand("copy");
    field.remove();
    focused?.focus();
    return copied;
  };

  const copy = async (text, root) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return copyOldWay(text, root); // no secure context, or not allowed
    }
  };

  // ---- One finding

  const safeAddress = (address) => {
    try {
      return RUNNING.test(new URL(address, location.href).protocol) ? "" : address;
    } catch {
      return "";
    }
  };

  const said = (term, text) => (text ? [make("dt", null, term), make("dd", null, text)] : []);

  const placeLine = (one, at) => {
    const address = one.open && safeAddress(one.open);
    const button = make(
      "button",
      { type: "button", class: "place", "data-key": `place ${at}`, title: address ? "复制位置；按住 Ctrl 或 ⌘ 点按则在编辑器中打开" : "复制位置" },
      one.place,
    );
    const note = make("span", { class: "copied", "aria-hidden": "true" });
    const open = address && make("a", { class: "open", href: address, "data-key": `open ${at}` }, "在编辑器中打开");
    let clearing = 0;
    button.addEventListener("click", async (event) => {
      if (open && (event.ctrlKey || event.metaKey)) {
        open.click();
        return;
      }
      const copied = await copy(one.place, corner.root);
      note.textContent = copied ? "已复制" : "未能复制";
      corner.say(copied ? `已复制 ${one.place}` : "未能复制");
      clearTimeout(clearing);
      clearing = setTimeout(() => note.replaceChildren(), COPIED_FOR);
    });
    return make("div", { class: "where" }, button, note, open);
  };

  const findingItem = (one, at) =>
    make(
      "li",
      { class: `finding ${TONES[one.severity] ?? "note"}` },
      make(
        "p",
        { class: "message" },
        make("span", { class: "severity" }, one.severity),
        make("span", { class: "words" }, one.message),
        make("span", { class: "rule" }, one.rule),
      ),
      one.place ? placeLine(one, at) : null,
      one.frame ? frameOf(one.frame) : null,
      one.basis || one.cure ? make("dl", { class: "notes" }, ...said("依据", one.basis), ...said("修复", one.cure)) : null,
    );

  // ---- The corner: panel, badges, and what is said aloud

  const corner = {
    ...surface("corner", (host) => document.documentElement.append(host)),
    shown: null,
    away: false,
    wanted: null,

    /** Draw a report, unless it says what is shown already. */
    draw(report) {
      const { findings, others, banner, cause, pending, stale } = report;
      const text = JSON.stringify([findings, others, banner, cause, pending, stale]);
      if (this.drawn === text) return;
      const before = this.summary;
      this.drawn = text;
      this.shown = { findings, others, banner, cause, pending, stale };
      this.redraw();
      banners.draw(banner, stale);
      if (before !== undefined && before !== this.summary) this.say(this.summary || "本页的问题已全部改好");
    },

    get counts() {
      return countsOf(this.shown.findings);
    },

    get summary() {
      if (!this.shown) return undefined;
      const told = counted(this.counts);
      return told && `本页有 ${told}`;
    },

    get foldName() {
      return `${FOLD}${worst(this.counts) === "错误" ? "errors" : "rest"}`;
    },

    get open() {
      return memory.get(this.foldName) ?? worst(this.counts) === "错误";
    },

    redraw() {
      const key = this.wanted ?? this.focusedKey();
      const list = this.root.querySelector(".findings");
      const scrolled = list?.scrollTop ?? 0;
      this.body.replaceChildren(this.spoken, ...[this.awayBadge(), this.pendingBadge(), ...this.pieces()].filter(Boolean));
      this.root.querySelector(".findings")?.scrollTo({ top: scrolled, behavior: "instant" });
      if (key) this.focus(key);
    },

    pieces() {
      if (!this.shown) return [];
      if (!this.shown.findings.length) return this.shown.others.错误 > 0 ? [this.othersBadge()] : [];
      return [this.open ? this.panel() : this.badge()];
    },

    awayBadge() {
      return this.away ? make("p", { class: "away" }, "预览已断开；gongkai serve 停了？") : null;
    },

    pendingBadge() {
      return this.shown?.pending ? make("p", { class: "pending" }, this.shown.pending) : null;
    },

    othersBadge() {
      return make("a", { class: "badge quiet", href: HOME, "data-key": "fold" }, `其他文件有 ${counted({ 错误: this.shown.others.错误 })}`);
    },

    badge() {
      const { counts } = this;
      const button = make(
        "button",
        { type: "button", class: `badge ${TONES[worst(counts)] ?? "note"}`, "aria-expanded": "false", "data-key": "fold" },
        counted(counts) || `${this.shown.findings.length} 个问题`,
      );
      button.addEventListener("click", () => this.fold(false));
      return button;
    },

    panel() {
      const { counts } = this;
      const close = make(
        "button",
        { type: "button", class: "fold", "aria-expanded": "true", "data-key": "fold", title: "收起（Esc）" },
        "收起",
      );
      close.addEventListener("click", () => this.fold(true));
      const told = counted(this.shown.others);
      return make(
        "section",
        { class: `panel ${TONES[worst(counts)] ?? "note"}`, "aria-labelledby": "title" },
        make("header", null, make("h2", { id: "title" }, this.summary || "本页的问题"), close),
        this.shown.cause ? make("p", { class: "cause" }, this.shown.cause) : null,
        make("ol", { class: "findings", role: "list" }, ...this.shown.findings.map(findingItem)),
        make(
          "footer",
          null,
          make("span", null, told ? `其他文件：${told}` : "其他文件没有问题"),
          make("a", { href: HOME, "data-key": "board" }, "预览总览"),
        ),
      );
    },

    fold(folded) {
      memory.set(this.foldName, !folded);
      this.redraw();
    },

    setAway(away) {
      if (this.away === away) return;
      this.away = away;
      this.redraw();
      this.say(away ? "预览已断开" : "预览已恢复");
    },

    focusedKey() {
      return this.root.activeElement?.dataset.key ?? null;
    },

    /** Focus what a key names, or what stands in its place; what is not drawn yet gets it later. */
    focus(key) {
      const found = [...this.root.querySelectorAll("[data-key]")];
      const target = found.find((one) => one.dataset.key === key) ?? found.find((one) => one.dataset.key === "fold");
      this.wanted = target || this.shown ? null : key;
      target?.focus({ preventScroll: true });
    },

    say(text) {
      this.spoken.textContent = text;
    },

    /** Step aside while the page's own focus lies beneath. */
    yieldTo(target) {
      const shape = target?.getBoundingClientRect();
      const beneath =
        shape && [...this.body.children].some((one) => one !== this.spoken && overlap(shape, one.getBoundingClientRect()));
      this.body.classList.toggle("aside", Boolean(beneath));
    },
  };

  corner.spoken = make("p", { class: "unseen", role: "status", "aria-live": "polite" });
  corner.redraw();

  /** Tell whether half of one shape lies under another. */
  const overlap = (one, other) => {
    const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
    const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
    return wide > 0 && high > 0 && wide * high * 2 >= one.width * one.height;
  };

  // ---- The top: why this page would not be published, or is not the newest

  const banners = {
    ...surface("top", (host) => document.documentElement.prepend(host)),

    draw(...texts) {
      const [withheld, stale] = texts;
      const lines = [
        withheld && make("p", { class: "banner withheld" }, make("strong", null, "预览"), withheld),
        stale && make("p", { class: "banner stale" }, make("strong", null, "旧版"), stale),
      ].filter(Boolean);
      this.body.replaceChildren(...(lines.length ? [make("aside", { "aria-label": "预览说明" }, ...lines)] : []));
    },
  };

  // ---- Asking the server

  let seen = Number(script.dataset.build);
  let page = "";
  let met = false; // the server has said hello
  let asking = null;

  /** Ask anew; an earlier question that is still open is given up. */
  const ask = async (address, take) => {
    asking?.abort();
    const mine = new AbortController();
    asking = mine;
    try {
      const answer = await fetch(address, { signal: mine.signal, cache: "no-store" });
      if (answer.ok) await take(answer, () => mine !== asking || leaving);
    } catch {
      // given up, or the server is gone: the socket says so
    }
  };

  const askReport = () =>
    ask(`${HOME}page.json?${new URLSearchParams({ path: location.pathname })}`, async (answer, late) => {
      const report = await answer.json();
      if (late() || report.build < seen) return;
      page = report.page;
      corner.draw(report);
    });

  const askBoard = () =>
    ask(location.href, async (answer, late) => {
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      const main = fresh.querySelector("main");
      if (late() || !main) return;
      const place = placeNow();
      document.querySelector("main").replaceWith(document.adoptNode(main));
      document.title = fresh.title;
      comeBack(place);
    });

  const refresh = BOARD ? askBoard : askReport;

  /** Tell whether a path of the site is the page that is shown; until the server has said which, by its ending. */
  const isMine = (path) => {
    const own = decoded(location.pathname);
    return page ? path === page : own.endsWith(`/${path}`) || (own.endsWith("/") && `${own}index.html`.endsWith(`/${path}`));
  };

  const heard = {
    hello({ build, home: now }) {
      corner.setAway(false);
      if (follow(now)) return;
      const pair = `${seen} ${build}`;
      const answered = memory.get(ANSWERED);
      memory.drop(ANSWERED);
      // A page that stays old however often it is loaded is loaded once.
      if (build !== seen && !BOARD && answered !== pair && memory.set(ANSWERED, pair)) {
        reload();
        return;
      }
      const asked = build === seen && !met;
      seen = build;
      met = true;
      if (!asked) refresh();
    },
    built({ build, home: now, changed, styles }) {
      seen = build;
      if (follow(now)) return;
      if (!BOARD && FAILED) {
        reload();
        return;
      }
      if (!BOARD && (!changed || changed.some(isMine))) {
        renew();
        return;
      }
      if (!BOARD && styles?.length) restyle(styles, build);
      refresh();
    },
  };

  // ---- The socket

  let socket = null;
  let tries = 0;
  let waiting = 0;

  const connect = () => {
    clearTimeout(waiting);
    waiting = 0;
    const mine = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}${HOME}socket`);
    socket = mine;
    mine.addEventListener("message", (event) => {
      if (mine !== socket || leaving) return;
      const message = JSON.parse(event.data);
      tries = 0;
      heard[message.type]?.(message);
    });
    mine.addEventListener("close", () => {
      if (mine !== socket || leaving) return;
      if (tries > 0) corner.setAway(true); // a server that is back at once is not worth a word
      waiting = setTimeout(connect, Math.min(FIRST_WAIT * 2 ** tries, LONGEST_WAIT));
      tries += 1;
    });
  };

  addEventListener("pagehide", () => {
    leaving = true;
    clearTimeout(waiting);
    socket?.close();
  });
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    leaving = false; // back from the browser's cache of pages
    connect();
  });
  addEventListener("visibilitychange", () => {
    if (waiting && document.visibilityState === "visible") connect();
  });

  // ---- Keys and focus

  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
    if (corner.shown?.findings.length && corner.open && !document.querySelector("dialog[open]")) corner.fold(true);
  });
  const giveWay = () => {
    const element = document.activeElement;
    corner.yieldTo(element !== corner.host && element?.matches(":focus-visible") ? element : null);
  };
  addEventListener("focusin", giveWay);
  addEventListener("focusout", () => corner.yieldTo(null));
  addEventListener("scroll", giveWay, { passive: true, capture: true });

  // ---- Begin

  const kept = memory.get(PLACE);
  memory.drop(PLACE);
  if (kept?.page === here()) {
    if (kept.styles) looks.use(kept.styles);
    if (kept.shown) corner.draw(kept.shown);
    comeBack(kept);
    settle(kept);
  }
  looks.load();
  if (!BOARD) askReport();
  connect();
})();
