// The set-up link carries its token behind the #, where no server log sees it.
const field = document.getElementById("f-token");
const token = location.hash.slice(1);
if (field && token) {
  field.value = token;
  field.closest("[data-setup-token]").hidden = true;
  history.replaceState(null, "", location.pathname);
}
