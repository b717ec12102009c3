// What conftest.py asks of a page.

// Opens a notebook in the JupyterLab that is there: a third of what loading the page costs.
export const openNotebook = async (name) => {
  window.jupyterapp.shell.currentWidget?.dispose(); // unlike closing, it asks nothing
  await window.jupyterapp.serviceManager.sessions.shutdownAll();
  const opened = await window.jupyterapp.commands.execute("docmanager:open", {path: name});
  await opened.context.ready;
  await opened.revealed;
  await opened.context.sessionContext.ready;
};
