"use strict";

// A chapter or a slide plays the video from where it begins.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-seek]");
  const video = document.getElementById("review-video");
  if (!button || !video) return;
  video.currentTime = Number(button.dataset.seek);
  video.play().catch(() => {}); // a browser may refuse to play, or a second click come first; the place is right
  video.scrollIntoView({ block: "nearest" });
});
