import { useEffect, useRef } from 'preact/hooks';

import { rem_px } from '../browser/css';
import { reduced_motion } from '../browser/screen';

const pieces = 90; // few enough for a TV of 2019
const duration_s = 4.8;
const colours = ['#0f1318', '#fff6e6', '#2f9e7f', '#d9532c'];

interface Piece {
  x: number; // all in rem and seconds
  y: number;
  vx: number;
  vy: number;
  w: number;
  h: number;
  turn: number;
  spin: number;
  colour: string;
}

// Confetti beside the text, never on it: it stays right of `left_rem`.
export function Confetti(props: { left_rem: number }) {
  const ref = useRef<HTMLCanvasElement>(null);

  useEffect(() => {
    const canvas = ref.current as HTMLCanvasElement;
    const context = canvas.getContext('2d');
    if (!context || reduced_motion()) return;
    const rem = rem_px();
    canvas.width = canvas.clientWidth;
    canvas.height = canvas.clientHeight;
    const width = canvas.width / rem;
    const height = canvas.height / rem;
    const paper = Array.from({ length: pieces }, () => new_piece(width, height));
    const start = performance.now();
    let before = start;
    let frame = 0;
    const step = (now: number) => {
      const age = (now - start) / 1000;
      const passed = Math.min((now - before) / 1000, 0.05);
      before = now;
      context.clearRect(0, 0, canvas.width, canvas.height);
      if (age > duration_s) return;
      context.globalAlpha = Math.min(1, (duration_s - age) / 0.8);
      for (const piece of paper) {
        move(piece, passed, width);
        draw(context, piece, rem);
      }
      frame = requestAnimationFrame(step);
    };
    frame = requestAnimationFrame(step);
    return () => cancelAnimationFrame(frame);
  }, []);

  return <canvas class="confetti" ref={ref} style={{ left: props.left_rem + 'rem' }} />;
}

function new_piece(width: number, height: number): Piece {
  const chance = Math.random;
  return {
    x: width * chance(),
    y: height * (0.5 - 1.2 * chance()),
    vx: (chance() - 0.5) * 0.8,
    vy: height * (0.28 + 0.3 * chance()),
    w: 0.1 + 0.16 * chance(),
    h: 0.22 + 0.2 * chance(),
    turn: chance() * Math.PI,
    spin: (chance() - 0.5) * 5,
    colour: colours[Math.floor(chance() * colours.length)] as string,
  };
}

function move(piece: Piece, passed: number, width: number): void {
  piece.x += piece.vx * passed;
  piece.y += piece.vy * passed;
  piece.turn += piece.spin * passed;
  if (piece.x < 0 || piece.x > width) piece.vx = -piece.vx; // bounce off the edges
}

function draw(context: CanvasRenderingContext2D, piece: Piece, rem: number): void {
  context.save();
  context.translate(piece.x * rem, piece.y * rem);
  context.rotate(piece.turn);
  context.fillStyle = piece.colour;
  context.fillRect((-piece.w / 2) * rem, (-piece.h / 2) * rem, piece.w * rem, piece.h * rem);
  context.restore();
}
