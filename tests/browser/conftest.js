// What conftest.py asks of a page.

// Opens a notebook in the JupyterLab that is there: a third of what loading the page costs.
export const openNotebook = async (name) => {
  window.jupyterapp.shell.currentWidget?.dispose(); // unlike closing, it asks nothing
  await window.jupyterapp.serviceManager.sessions.shutdownAll();
  const opened = await window.jupyterapp.commands.execute("docmanager:open", {path: name});
  await opened.context.ready;
  await opened.revealed;
  window.jupyterapp.shell.activateById(opened.id); // else menus may ask for a notebook that is gone
  await opened.context.sessionContext.ready;
};

// Whether the notebook in sight has a kernel that waits for work. The status bar says so too, but of
// the notebook that JupyterLab holds for the current one.
export const idle = () => [...window.jupyterapp?.shell.widgets("main") ?? []].some(
  ({ isVisible, sessionContext }) => isVisible && sessionContext?.session?.kernel?.status === "idle");
