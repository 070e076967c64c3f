// Wagtail saves a draft as soon as the form differs from what it was two seconds after loading. Its own fields of rich text
// write their contents anew when they come up, which takes longer than that in a long lesson or on a slow machine: a
// published page would get a draft because somebody looked at it. Until a person touches the page, nothing is an edit.
// Remove when Wagtail waits for its own fields.
(() => {
  let touched = false;
  const touch = (event) => {
    touched ||= event.isTrusted; // Wagtail's own scripts click, too
  };
  for (const sign of ["pointerdown", "keydown", "click", "input", "drop"]) addEventListener(sign, touch, true);

  addEventListener(
    "w-unsaved:add",
    (event) => {
      const form = event.target;
      // A form that came back with faults has been edited before it came.
      if (touched || form.dataset.wUnsavedForceValue === "true") return;
      event.stopImmediatePropagation();
      window.wagtail.app.getControllerForElementAndIdentifier(form, "w-unsaved").clear();
    },
    true,
  );
})();
