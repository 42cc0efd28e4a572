// The admin page: the office's sources.

import { render } from 'preact';

import { Admin } from './admin';

render(<Admin />, document.getElementById('stage') as HTMLElement);
