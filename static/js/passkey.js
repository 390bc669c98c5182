// Shows the passkey sections when the browser supports WebAuthn, else the alternative text, and
// shows an error message when allauth reports that a passkey failed.
for (const section of document.querySelectorAll(".passkey")) {
  section.hidden = !window.PublicKeyCredential;
}
for (const section of document.querySelectorAll(".passkey-missing")) {
  section.hidden = Boolean(window.PublicKeyCredential);
}
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const problem of document.querySelectorAll(".passkey__problem")) {
    problem.hidden = false;
  }
});
