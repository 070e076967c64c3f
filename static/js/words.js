// The transcript's words, marked as they are spoken. Times come with the page; without them whole lines are marked.
(() => {
  const root = document.querySelector("[data-media]");
  const data = document.getElementById("word-times");
  if (!root || !data) return;
  const player = root.querySelector("[data-player]");
  const words = [];
  let spoken = null;

  // A word seeks like its line does, only closer: media.js follows [data-seek].
  const part = (cue, times) => {
    const begins = Number(cue.dataset.seek);
    const texts = cue.textContent.trim().split(/\s+/);
    if (times.length !== 2 * texts.length) return;
    cue.textContent = "";
    for (const [place, text] of texts.entries()) {
      const word = document.createElement("span");
      const start = begins + times[2 * place] / 1000;
      word.textContent = text;
      word.dataset.word = "";
      word.dataset.seek = start.toFixed(3);
      words.push({ word, start, end: begins + times[2 * place + 1] / 1000 });
      cue.append(place ? " " : "", word);
    }
  };

  const lines = root.querySelectorAll("[data-cue]");
  for (const [number, times] of JSON.parse(data.textContent).entries()) part(lines[number], times);

  // The last word that has begun, by halves.
  const at = (time) => {
    let [low, high] = [0, words.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (words[middle].start <= time) low = middle + 1;
      else high = middle;
    }
    return words[low - 1];
  };

  const PAUSE = 0.4;
  const show = () => {
    const time = player.currentTime;
    const found = at(time);
    const now = found && time < found.end + PAUSE ? found.word : null;
    if (now === spoken) return;
    if (spoken) delete spoken.dataset.spoken;
    if (now) now.dataset.spoken = "";
    spoken = now;
  };

  const follow = () => {
    show();
    if (!player.paused && !player.ended) requestAnimationFrame(follow);
  };
  player.addEventListener("play", follow);
  // A page in the background draws no frames; its time still comes.
  for (const event of ["timeupdate", "seeked", "loadedmetadata"]) player.addEventListener(event, show);
})();
