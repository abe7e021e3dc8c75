// GraphiQL with the explorer, on this host's interface. Scripts and settings come from files: the page's policy
// admits no inline script.
(() => {
  "use strict";

  const parameters = new URLSearchParams(location.hash.slice(1));

  function keep(name, value) {
    if (value) {
      parameters.set(name, value);
    } else {
      parameters.delete(name);
    }
    history.replaceState(null, "", `#${parameters}`);
  }

  const fetcher = GraphiQL.createFetcher({
    url: location.pathname,
    headers: { "X-CSRFToken": document.querySelector("[name=csrfmiddlewaretoken]").value },
  });

  function Editor() {
    const [query, setQuery] = React.useState(parameters.get("query") || undefined);
    const edit = (text) => {
      setQuery(text);
      keep("query", text);
    };
    const explorer = GraphiQLPluginExplorer.useExplorerPlugin({ query, onEdit: edit });
    return React.createElement(GraphiQL, {
      fetcher,
      query,
      plugins: [explorer],
      variables: parameters.get("variables") || undefined,
      onEditQuery: edit,
      onEditVariables: (text) => keep("variables", text),
      isHeadersEditorEnabled: false,
      defaultEditorToolsVisibility: true,
    });
  }

  ReactDOM.render(React.createElement(Editor), document.getElementById("editor"));
})();
