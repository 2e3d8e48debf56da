// Runs before the page is drawn, so that nothing flickers: style sheets may now count on JavaScript.
document.documentElement.classList.add("js")
