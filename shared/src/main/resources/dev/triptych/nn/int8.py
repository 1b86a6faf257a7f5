  def scales(self: __torch__.Ops, w: Tensor, b: Tensor) -> Tensor:
    s = torch.clamp_min(torch.div(torch.amax(torch.abs(w), [1], False), 127.), 1e-30)
    if torch.eq(torch.numel(b), 0):
      c = torch.zeros_like(s)
    else:
      c = b
    return torch.stack([s, c, torch.mul(torch.sum(torch.round(torch.div(w, torch.unsqueeze(s, 1))), [1]), s)])
  def packed(self: __torch__.Ops, w: Tensor, s: Tensor) -> Tensor:
    q = torch.to(torch.round(torch.div(w, torch.unsqueeze(torch.select(s, 0, 0), 1))), 1)
    return ops.onednn.qlinear_prepack(q, None)
  def line(self: __torch__.Ops, x: Tensor, w: Tensor, b: Tensor) -> Tensor:
    if torch.eq(torch.dim(b), 2):
      high = torch.amax(x, [-1], True)
      low = torch.amin(x, [-1], True)
      middle = torch.mul(torch.add(high, low), 0.5)
      step = torch.clamp_min(torch.div(torch.sub(high, low), 254.), 1e-30)
      inverse = torch.reciprocal(step)
      q = torch.to(torch.round_(torch.sub_(torch.mul(x, inverse), torch.mul(middle, inverse))), 1)
      u = torch.to(torch.bitwise_xor(q, -128), 0)
      s = torch.select(b, 0, 0)
      zero = torch.to(torch.zeros_like(s), 4)
      none = annotate(List[Optional[number]], [])
      z = ops.onednn.qlinear_pointwise(u, 1., 128, w, s, zero, None, 1., 0, 6, "none", none, "")
      y = torch.addcmul_(torch.addcmul(torch.select(b, 0, 1), middle, torch.select(b, 0, 2)), z, step)
    else:
      if torch.eq(torch.numel(b), 0):
        y = torch.linear(x, w, None)
      else:
        y = torch.linear(x, w, b)
    return y
