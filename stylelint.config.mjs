// Colours come from the tokens in theme.css; only logical properties, such as margin-inline.
export default {
  extends: "stylelint-config-recommended",
  languageOptions: { directionality: { block: "top-to-bottom", inline: "left-to-right" } },
  referenceFiles: ["static/src/**/*.css"],
  reportDescriptionlessDisables: true,
  reportNeedlessDisables: true,
  rules: {
    "color-named": "never",
    "color-no-hex": true,
    "function-disallowed-list": ["/^(rgb|hsl)a?$/", "/^(hwb|(ok)?(lab|lch)|color)$/"],
    "no-unknown-custom-properties": true,
    // overflow-block and overflow-inline are too new for the browsers in package.json.
    "property-layout-mappings": ["flow-relative", { ignoreProperties: ["overflow-x", "overflow-y"] }],
    "value-keyword-layout-mappings": "flow-relative",
    "at-rule-no-vendor-prefix": true,
    "property-no-vendor-prefix": true,
    "value-no-vendor-prefix": true,
    // Rules are grouped by component, not ordered by specificity.
    "no-descending-specificity": null,
  },
  overrides: [
    { files: ["static/src/theme.css"], rules: { "color-no-hex": null, "no-duplicate-selectors": null } },
  ],
};
