// The page for whoever connects the office with its sources.

import { render } from 'preact';

import { Admin } from './admin';

render(<Admin />, document.getElementById('stage') as HTMLElement);
