import { visitorPath } from './path.ts';
import { policies } from './policies.ts';
import { setScene } from './scene.ts';

const scene = setScene('Chromium');
visitorPath(scene);
policies(scene);
