"use strict";

// A chapter plays the video from where it begins; a passage stops where it ends.
let until = Infinity;

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-seek]");
  const video = document.getElementById("review-video");
  if (!button || !video) return;
  video.currentTime = Number(button.dataset.seek);
  until = Number(button.dataset.until || Infinity);
  video.play().catch(() => {}); // a browser may refuse to play, or a second click come first; the place is right
  video.scrollIntoView({ block: "nearest" });
});

document.getElementById("review-video")?.addEventListener("timeupdate", ({ target }) => {
  if (target.currentTime < until) return;
  until = Infinity;
  target.pause();
});

// What was approved goes; whoever reviews goes on with the next passage that waits, or with the decision.
let decided = null;

document.addEventListener("submit", ({ target }) => {
  if (target.hasAttribute("hx-post")) decided = target.closest(".review-passage")?.id || "";
});

// A refusal is shown where refusals stand.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.xhr.status === 409) detail.shouldSwap = true;
});

document.addEventListener("htmx:afterRequest", () => {
  if (decided === null) return;
  const from = document.getElementById(decided);
  decided = null;
  const refusal = document.querySelector("#review-refusal [role=alert]");
  if (refusal) return refusal.scrollIntoView({ block: "nearest" });
  const waiting = [...document.querySelectorAll("[data-waiting]")];
  const follows = (one) => from && from.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING;
  const next = waiting.find(follows) || waiting[0];
  (next ? next.querySelector("h4") : document.getElementById("decision-title")).focus();
});
