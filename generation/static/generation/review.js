"use strict";

// A chapter or a slide plays the video from where it begins.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-seek]");
  const video = document.getElementById("review-video");
  if (!button || !video) return;
  video.currentTime = Number(button.dataset.seek);
  video.play();
  video.scrollIntoView({ block: "nearest" });
});
