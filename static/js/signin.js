// Signed out while writing: the sign-in form comes in a dialog over the text, and afterwards the text is saved.
// framtid.signIn() → has the dialog taken care of it? framtid.renew() → does this page fit the session again?
(() => {
  const address = document.querySelector("meta[name=sign-in]").content
  const me = document.querySelector("meta[name=person]").content
  const dialog = document.getElementById("sign-in-template").content.cloneNode(true).firstElementChild
  const place = dialog.querySelector("[data-form]"), failed = dialog.querySelector("[data-failed]")
  let declined = false

  const parsed = async answer => new DOMParser().parseFromString(await answer.text(), "text/html")

  function signIn() {
    if (declined) return false
    if (!dialog.open) open()
    return true
  }

  async function open() {
    dialog.showModal()
    const answer = await fetch(address).catch(() => null)
    if (answer?.redirected) return done() // signed in again in another window
    await draw(answer)
  }

  async function draw(answer, again = false) {
    const form = answer?.ok && (await parsed(answer)).querySelector(`form[action="${address}"]`)
    failed.hidden = Boolean(form)
    if (!form) return
    place.replaceChildren(document.adoptNode(form))
    if (again) form.querySelector("[aria-invalid=true], input:not([type=hidden])")?.focus()
  }

  async function send(form) {
    const answer = await fetch(address, {method: "POST", body: new FormData(form), redirect: "manual"}).catch(() => null)
    if (answer?.type === "opaqueredirect") await done()
    else await draw(answer, true)
  }

  async function done() {
    place.replaceChildren()
    if (await renew().catch(() => false)) dialog.close("signed-in")
    else failed.hidden = false
  }

  // A new session has a new key for its forms. Somebody else's session is met with somebody else's page.
  async function renew() {
    const page = await parsed(await fetch(location.href))
    const person = page.querySelector("meta[name=person]")?.content
    if (!person) { signIn(); return false }
    if (person !== me) { location.reload(); return false }
    const headers = page.body.getAttribute("hx-headers"), token = JSON.parse(headers)["X-CSRFToken"]
    document.body.setAttribute("hx-headers", headers)
    for (const input of document.querySelectorAll("[name=csrfmiddlewaretoken]")) input.value = token
    document.dispatchEvent(new Event("signed-in"))
    return true
  }

  dialog.addEventListener("submit", event => { event.preventDefault(); send(event.target) })
  dialog.addEventListener("click", event => { if (event.target.closest("[data-later]")) dialog.close() })
  dialog.addEventListener("close", () => { declined = dialog.returnValue !== "signed-in"; dialog.returnValue = "" })
  document.addEventListener("signed-in", () => { declined = false })
  document.body.append(dialog)
  Object.assign(framtid, {signIn, renew})
})()
