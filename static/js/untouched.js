// Wagtail saves a draft as soon as the form differs from what it was two seconds after loading. Its own fields of rich text
// write their contents anew when they come up, which takes longer than that in a long lesson or on a slow machine: a
// published page would get a draft because somebody looked at it. Until a person touches the page, nothing is an edit.
// The other way round, what somebody types in those two seconds, or while a save is under way, Wagtail takes for saved.
// Remove when Wagtail waits for its own fields, and remembers what it sent.
(() => {
  let touched = false;
  let typed = false; // before the first save
  let saving = false;
  let since = false; // something was touched while a save was under way
  let begun = false;

  const unsaved = (form) => window.wagtail.app.getControllerForElementAndIdentifier(form, "w-unsaved");
  const touch = (event) => {
    touched ||= event.isTrusted; // Wagtail's own scripts click, too
    since ||= saving && event.isTrusted;
    typed ||= !begun && event.isTrusted && event.type === "input";
  };
  for (const sign of ["pointerdown", "keydown", "click", "input", "drop"]) addEventListener(sign, touch, true);

  addEventListener(
    "w-autosave:save",
    () => {
      begun = saving = true;
      since = typed = false;
    },
    true,
  );
  addEventListener(
    "w-unsaved:watch-edits",
    (event) => {
      if (typed || since) unsaved(event.target).initialFormData = "nothing";
      saving = since = false;
    },
    true,
  );
  addEventListener(
    "w-unsaved:add",
    (event) => {
      const form = event.target;
      // A form that came back with faults has been edited before it came.
      if (touched || form.dataset.wUnsavedForceValue === "true") return;
      event.stopImmediatePropagation();
      unsaved(form).clear();
    },
    true,
  );
})();
