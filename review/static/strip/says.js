/** What the strip tells its user: refusals, lost races, whether all is saved, that a page is done. */

import { make } from "./dom.js";

export class Says {
  constructor(say) {
    this.say = say;
    this.box = document.getElementById("says");
    this.net = document.getElementById("net");
    this.text = make("span");
    this.end = make("span");
    this.races = make("div");
    this.box.append(this.text, this.end, this.races);
  }

  /** A line for now; "" takes it away. */
  tell(text) {
    this.text.textContent = text;
    this.box.hidden = !this.box.textContent;
  }

  /** Another was faster: both texts, and the choice; Alt+T and Alt+M choose. */
  clash(told, mine, put) {
    const { say } = this;
    const line = make("p", {}, say("clash", { name: told.by || say("someone") }));
    const choice = (words, text, key, act) => {
      const button = make("button", { type: "button", accessKey: key }, `${words}: ${text || say("empty")}`);
      button.addEventListener("click", () => {
        line.remove();
        act();
        this.tell("");
      });
      return button;
    };
    line.append(choice(say("clash_theirs"), told.text, "t", () => {}));
    if (mine !== undefined) line.append(choice(say("clash_mine"), mine, "m", put));
    this.races.append(line);
    this.tell("");
  }

  /** The page is done, or not any more. */
  done(is, following) {
    if (!is) this.end.replaceChildren();
    else if (!this.end.childElementCount) {
      const link = make("a", { class: "button", href: following }, `${this.say("next_page")} `, make("kbd", {}, "Ctrl+Shift+Enter"));
      this.end.append(`${this.say("all_done")} `, link);
    }
    this.tell(this.text.textContent);
  }

  /** Whether all is saved. */
  stands(state, count = 0) {
    const { say, net } = this;
    net.classList.toggle("bad", state === "waiting" || state === "login");
    if (state !== "login") net.textContent = say(state, { n: count });
    else net.replaceChildren(`${say("login_again")} `, make("a", { href: "/login", target: "_blank", rel: "noopener" }, say("login")));
  }
}
