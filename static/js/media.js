// Watch and listen: clickable chapters and transcript, the strip, speed, and where one stands, told to the server.
(() => {
  const root = document.querySelector("[data-media]");
  if (!root) return;
  const player = root.querySelector("[data-player]");
  const cues = [...root.querySelectorAll("[data-cue]")];
  const chapters = [...root.querySelectorAll(".chapters [data-seek]")];
  const strip = root.querySelector("[data-strip]");
  const transcript = root.querySelector("[data-transcript]");
  const follow = root.querySelector("[data-follow]");
  const speed = root.querySelector("[data-speed]");
  const total = Number(strip.dataset.seconds);
  const SAVE_MS = 10000;
  const SPEED = "greenroom-speed";
  const CAPTIONS = "greenroom-captions";
  let here = null;
  let wanted = null;
  let saved = { block: "", at: 0 };

  const start = (element) => Number(element.dataset.seek);
  const within = (elements, time) => elements.findLast((element) => start(element) <= time) || null;
  const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

  const mark = (elements, current) => {
    for (const element of elements) {
      if (element === current) element.setAttribute("aria-current", "true");
      else element.removeAttribute("aria-current");
    }
  };

  const fill = (time) => {
    const at = (100 * time) / total;
    const filled = strip.querySelectorAll("[data-fill]");
    for (const rect of filled) {
      const x = Number(rect.dataset.x);
      const width = Math.max(0, Math.min(Number(rect.dataset.fill), at - x));
      rect.setAttribute("width", `${width}%`);
    }
  };

  const scrollTo = (cue) => {
    const top = cue.offsetTop - transcript.clientHeight / 3;
    transcript.scrollTo({ top, behavior: calm() ? "auto" : "smooth" });
  };

  const at = () => wanted ?? player.currentTime;

  const blockOf = (cue) => cue.closest("[data-block]");

  const save = () => {
    if (!here) return;
    const block = blockOf(here);
    const body = new FormData();
    body.append("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
    body.append("format", root.dataset.format);
    body.append("block", block.dataset.block);
    body.append("seconds", Math.max(0, at() - start(block.querySelector("[data-cue]"))).toFixed(2));
    saved = { block: block.dataset.block, at: Date.now() };
    // A place that is not kept costs a few seconds of seeking; the next one is told in a moment.
    fetch(root.dataset.position, { method: "POST", body, keepalive: true }).catch(() => {});
  };

  const isLesson = (cue) => !["opening", "closing"].includes(blockOf(cue).dataset.block);

  const show = () => {
    const time = at();
    const cue = within(cues, time);
    fill(time);
    if (cue !== here) {
      mark(cues, cue);
      mark(chapters, within(chapters, time));
      if (cue && follow.checked) scrollTo(cue);
    }
    here = cue && isLesson(cue) ? cue : null;
    if (!here || player.paused) return;
    if (blockOf(here).dataset.block !== saved.block || Date.now() - saved.at > SAVE_MS) save();
  };

  // Chromium stands still for good when it is sent on and back again before it has arrived: one seek at a time.
  const seek = (time) => {
    const to = Math.min(Math.max(0, time), total);
    if (player.seeking) wanted = to;
    else player.currentTime = to;
    show();
  };

  player.addEventListener("seeked", () => {
    if (wanted === null) return;
    player.currentTime = wanted;
    wanted = null;
  });

  root.addEventListener("click", (event) => {
    const link = event.target.closest("[data-seek]");
    if (!link) return;
    event.preventDefault();
    seek(start(link));
    player.play().catch(() => show()); // a browser may refuse to play; the place is right all the same
  });

  strip.addEventListener("click", (event) => {
    const box = strip.getBoundingClientRect();
    seek((total * (event.clientX - box.left)) / box.width);
  });

  const recall = (key, otherwise) => {
    try {
      return localStorage.getItem(key) || otherwise;
    } catch {
      return otherwise;
    }
  };

  const keep = (key, value) => {
    try {
      localStorage.setItem(key, value);
    } catch {
      return;
    }
  };

  speed.value = recall(SPEED, "1");
  player.playbackRate = Number(speed.value || 1);
  speed.addEventListener("change", () => {
    player.playbackRate = Number(speed.value);
    keep(SPEED, speed.value);
  });

  // Captions show until somebody switches them off in the player's own menu; that choice is theirs in every lesson.
  const track = root.querySelector("track");
  if (track) {
    if (recall(CAPTIONS, "on") === "off") {
      track.default = false;
      track.track.mode = "disabled";
    }
    player.textTracks.addEventListener("change", () => keep(CAPTIONS, track.track.mode === "showing" ? "on" : "off"));
  }

  player.addEventListener("loadedmetadata", () => {
    player.playbackRate = Number(speed.value);
    const begin = Number(root.dataset.begin);
    if (begin && Math.abs(at() - begin) > 1) seek(begin);
  });
  for (const event of ["timeupdate", "seeked", "loadedmetadata"]) player.addEventListener(event, show);
  player.addEventListener("pause", save);
  addEventListener("pagehide", () => {
    if (!player.paused) save();
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, select, textarea, button, a, summary, video, audio, [tabindex='0']")) return;
    if (event.key === " ") {
      event.preventDefault();
      if (player.paused) player.play().catch(() => {}); // refused, or paused again at once: it stands where it stood
      else player.pause();
    } else if (event.key === "ArrowLeft") seek(at() - 5);
    else if (event.key === "ArrowRight") seek(at() + 5);
  });
})();
