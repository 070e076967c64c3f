"""How a lesson is spoken, as far as its author decides: how fast, and in which language. Pure."""

SLOWEST, FASTEST = 120, 180
"""Words a minute an author may ask for: slower than that people drift off, faster they cannot follow."""
HOME = "en-gb"
"""The language of a lesson that names none."""
LANGUAGES = {
    HOME: "English (British)",
    "en-us": "English (American)",
    "de": "German",
    "es": "Spanish",
    "fi": "Finnish",
    "fr": "French",
    "it": "Italian",
    "nl": "Dutch",
    "pl": "Polish",
    "pt": "Portuguese",
    "sv": "Swedish",
    "tr": "Turkish",
}
"""Those whose reading pace is known and that a voice speaks."""
