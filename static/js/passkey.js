// Shows what needs a passkey where the browser knows passkeys, and tells when one was not used.
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
