import { visitorPath } from './path.ts';
import { policies } from './policies.ts';
import { setScene } from './scene.ts';

const scene = setScene('Firefox');
visitorPath(scene);
policies(scene);
