/** Prints the list as the style sheet lays it out for paper. */
document.getElementById("print").addEventListener("click", () => window.print());
