// On a narrow screen the brief goes with the page. Once a version is there, it begins folded up.
const brief = document.querySelector("[data-begun]");
if (brief && matchMedia("(max-width: 959px)").matches) {
  brief.open = false;
}
