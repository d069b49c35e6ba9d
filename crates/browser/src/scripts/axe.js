const done = arguments[arguments.length - 1];
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];
const wanted = { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] };
window.axe.run(document, wanted).then(
  (told) => {
    const all = told.violations.flatMap((rule) =>
      rule.nodes.map((node) => `${rule.id} (${rule.help}): ${node.html.slice(0, 200)} ${node.failureSummary}`),
    );
    done(all.map((text) => text.replace(/\s+/g, " ")));
  },
  (error) => done([`axe does not run: ${error}`]),
);
