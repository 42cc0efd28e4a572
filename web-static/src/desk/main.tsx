// The login page and the start page.

import { show_login } from './login';
import { show_start } from './start';

const root = document.getElementById('stage') as HTMLElement;

if (location.pathname === '/login') show_login(root);
else show_start(root);
