// Whoever was let in: the token is kept by the browser for this host and port alone, unlike a cookie.

import { TOKEN } from "./common.js";

localStorage.setItem(TOKEN, document.querySelector(`meta[name="${TOKEN}"]`).content);
location.replace("/"); // the link, which is used up, is not in the history
