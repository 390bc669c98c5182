// Tells the windows with a form that the user signed in again, and closes this one.
new BroadcastChannel("session").postMessage("signed in");
window.close();
