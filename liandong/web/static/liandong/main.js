// Everything a page does by itself; each module looks after one thing and listens on the document.
import './theme.js';
import './keys.js';
import './menus.js';
import './tabs.js';
import './dialogs.js';
import './toasts.js';
import './forms.js';
import './drafts.js';
import './network.js';
import './idle.js';
import './live.js';
